-- Raw HTML and raw TeX are not part of the manuscript format: what stands between raw tags stays, the tags go.
function RawInline() return {} end
function RawBlock() return {} end
