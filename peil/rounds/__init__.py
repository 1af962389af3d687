"""The rounds past the gemeenten: the year's visits, the preparing sheet and the visit itself.

agenda      the stops of a visit in order, and where one is
topics      which figures are talked about, and in which words
progress    what the norm says now and at the last visit; who else meets an item
checklist   what is still missing before a visit
visit       how a visit is put together: its day, the one before, what is done elsewhere
year        the visits of a year as list and map
sheet       the preparing sheet as HTML
screen      the topics of a visit as HTML, in large type

Everything here is plain data and text: it knows no page and no desk.
"""
