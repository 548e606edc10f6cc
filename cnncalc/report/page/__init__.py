"""A page about networks: one file of HTML that needs nothing else, no network and no server."""
