"""The agenda on the screen: days and weeks, booking an appointment, planning office hours, who must hear something."""
