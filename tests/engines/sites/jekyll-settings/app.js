---
layout: null
---

1;
