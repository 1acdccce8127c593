"""The house parts. Every page is made of these, and of nothing else.

arrange: columns, rows, flow, two-column pages · text: labels, chips, icons, rules · buttons · cards ·
notices: problem box, message bar, strip · fields, choices, calendar: what a person fills in ·
register: the table · gauge, progress, working, documents, files, trouble.
"""
