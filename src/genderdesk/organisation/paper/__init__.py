"""Paper: forms for when power or network fails, each sheet with a serial issued beforehand, and the register of these.

States: issued → entered, spoiled or missing; a missing sheet that is found is entered or spoiled.
Who enters: the staff of a desk, each desk its own sheets. Arrows leaving: institution.
Must not: know what stands on a sheet, keep a word of it, or say to somebody else what record it became.
"""
