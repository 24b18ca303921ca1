// Loads the page again when the preview has something else to show. The server answers when it has, or after a minute.
"use strict"
{
  const own = document.currentScript.dataset.state
  let asked = null

  const later = () => new Promise(done => setTimeout(done, 1000))

  const changed = async signal => {
    try {
      const answer = await fetch(`/_preview/state/${own}`, { signal, cache: "no-store" })
      if (answer.ok) return (await answer.text()) !== own
      await later()
    } catch {
      if (!signal.aborted) await later() // the server has been stopped, and may come back
    }
    return false
  }

  const ask = async () => {
    asked?.abort()
    asked = new AbortController()
    const { signal } = asked
    while (!signal.aborted) {
      if (await changed(signal)) {
        location.reload()
        return
      }
    }
  }

  // Browsers open six connections to a host: a page that nobody sees must not hold one.
  const follow = () => (document.visibilityState === "visible" ? ask() : asked?.abort())
  document.addEventListener("visibilitychange", follow)
  window.addEventListener("pageshow", follow)
  window.addEventListener("pagehide", () => asked?.abort())
}
