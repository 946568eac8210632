"""What follows from what is kept, without a database: who completed, what a sheet says, what a certificate is today."""
