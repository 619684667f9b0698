//! A GitHub login to what the account shows in public.
