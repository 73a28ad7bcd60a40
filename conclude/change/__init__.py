"""Earlier and later values, and the growth stated of them."""
