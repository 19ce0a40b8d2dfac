"""How good newsnorm is on sets that people have judged."""
