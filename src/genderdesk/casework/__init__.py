"""From the first contact to closure: reports, responses, calls, cases, care."""
