  // The log lines, which the page holds compressed (PageLog.java writes them).

  function makeLog(base64, requests) {
    let all = null;

    async function read() {
      const bytes = Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
      const rows = JSON.parse(await new Response(stream).text());
      return rows.map(([at, lambda, stream, request, lag, text]) => ({
        at, lambda, stream, lag, text, request: request < 0 ? null : requests[request],
      }));
    }

    /** All lines, by time. */
    function lines() {
      all = all || read();
      return all;
    }

    let byRequest = null;

    /**
     * The lines of one run. Lambda keeps the request id when it tries an event again, so that of
     * several runs under one id each line belongs to the nearest.
     */
    async function ofRun(request, from, to, others) {
      const every = await lines();
      if (!byRequest) {
        byRequest = new Map();
        for (const line of every) {
          if (!byRequest.has(line.request)) {
            byRequest.set(line.request, []);
          }
          byRequest.get(line.request).push(line);
        }
      }
      const distance = (line, [a, b]) => Math.max(a - line.at, line.at - b, 0);
      return (byRequest.get(request) || []).filter(
        (line) => others.every((other) => distance(line, [from, to]) <= distance(line, other)));
    }

    return {lines, ofRun};
  }
