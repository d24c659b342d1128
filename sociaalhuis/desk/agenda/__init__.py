"""The agenda: office hours (zitdagen) of the house and its guests, appointments, the waiting list, and what comes of them."""
