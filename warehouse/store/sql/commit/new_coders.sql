-- One row a version of the coder in `asked` that the lake does not know yet.
select asked.* from asked anti join coders using (coder_version)
