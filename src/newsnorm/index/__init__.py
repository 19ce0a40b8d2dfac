"""A persistent index of articles: what repeats what, over the days, without redoing yesterday.

    store       the folder: manifest, commits, the lock
    segments    immutable files of columns, with checksums
    settings    what an index was made with, and what differs
    incoming    articles on their way into a segment
    contents    all segments seen as one
    meeting     which articles share a key
    judging     comparing pairs of articles
    grouping    relations to clusters, and cluster numbers that last
    changes     what an add or a removal changed, for others to follow
    merging     small segments into larger ones
    index       `Index`: open, add, query, remove

Two articles are compared when the later one is added, if they share a key or come to be in one
group. The clusters are at any time what a run makes of these relations.
"""
