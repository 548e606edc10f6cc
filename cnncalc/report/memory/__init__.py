"""How the memory of a network is shown: tables, a chart of a step, working and data."""
