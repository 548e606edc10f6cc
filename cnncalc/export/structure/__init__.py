"""From a spec as a person wrote it to the classes of a module."""
