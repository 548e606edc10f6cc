"""What a layer is: every kind, and its answers."""
