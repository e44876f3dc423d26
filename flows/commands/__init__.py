"""What the command line does: one module a command or group of commands; `flows/cli.py` is the door."""
