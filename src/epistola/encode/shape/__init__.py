"""The outer shape of a letter: its lines and blocks, how it opens, how it closes, whether it is a letter."""
