"""On which day an article was published: clues, and what they allow together."""
