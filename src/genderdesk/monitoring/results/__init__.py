"""Results: indicators with their targets, claims with the records behind them, and the page of results.

States: a page that is frozen never changes; a correction is another freeze beside it, with its reason.
Who enters: analysts and heads of desk; outreach officers and oversight look. Arrows leaving: statistics, programme.
Must not: keep a figure that a record could give, add numbers of two counting rules, or say more than records support.
"""
