"""Pictures of what reads what: branches side by side, blocks in frames."""
