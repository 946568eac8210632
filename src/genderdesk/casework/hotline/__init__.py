"""Contacts: calls, texts and USSD sessions on the short codes, their queue, and the report written beside each.

States: queued → ringing → connected → wrap_up → closed; side exits abandoned and short_abandoned.
Who enters: callers through a gateway, operators at the console. Arrows leaving: response, intake, institution, places.
Must not: know a case; send a vehicle itself (response hears ``report.danger``); write to a person who has not said that
it is safe; let one institution's operators see another's line.
"""
