"""Builds the tables of newsnorm-world from packaged open data and what was curated by hand.

The same inputs give the same bytes: every source is pinned in `requirements.txt`, nothing depends
on the clock, the network or the order of a set.
"""
