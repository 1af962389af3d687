"""The yearly report: what it says about a gebied over a year, apart from how it looks on paper."""
