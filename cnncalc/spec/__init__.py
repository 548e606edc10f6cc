"""From YAML to a graph: what a file says, checked and written out, ready to be walked."""
