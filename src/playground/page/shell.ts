const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%234a154b'/%3E%3Ctext x='16' y='23' font-size='20' text-anchor='middle' fill='white' font-family='sans-serif'%3E%3F%3C/text%3E%3C/svg%3E";

/** The HTML of the page. All that moves in it is made by its scripts; no script or style stands in it. */
export function renderShell(): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>whoowns playground</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="/blocks.css">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/client/main.js"></script>
</head>
<body>
<noscript>The playground needs JavaScript.</noscript>
<div id="app"></div>
</body>
</html>
`;
}
