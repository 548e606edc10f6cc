"""How figures are written: a view picks them, a format writes them."""
