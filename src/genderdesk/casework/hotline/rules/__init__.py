"""Pure rules of the hotline: queue clocks, GSM characters, words of a message, the USSD menu."""
