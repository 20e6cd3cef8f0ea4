"""How days are written: as in the mockups, the day first, in all four languages."""
