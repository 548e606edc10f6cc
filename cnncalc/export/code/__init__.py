"""What generated code consists of before it is text: calls, formulas, names, and how they break."""
