"""How each language writes dates and numbers; the server formats them, since browsers know no Kinyarwanda (ux.md 0.1).

Number signs follow CLDR 48. Kinyarwanda and Kiswahili have no usable formats in Django, so all are written out.
"""
