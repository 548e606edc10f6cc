"""What every picture is drawn with: shapes, text that fits, colours, and their writing as SVG."""
