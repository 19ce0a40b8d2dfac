"""The formats in which agencies deliver: NITF, NewsML 1, NewsML-G2, IPTC 7901, ANPA 1312."""
