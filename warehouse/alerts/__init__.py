"""Messages on events, never on articles: which are wanted, which are due, and which were told already."""
