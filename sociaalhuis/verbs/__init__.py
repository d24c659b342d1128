"""What each verb of the command line does, a module a subject; every verb takes the parsed words of :mod:`sociaalhuis.cli`."""
