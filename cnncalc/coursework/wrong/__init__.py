"""How wrong answers come about: the catalogue's rows, made at a question, give wrong numbers."""
