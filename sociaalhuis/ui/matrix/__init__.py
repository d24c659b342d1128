"""De diensten-doelgroepenmatrix."""
