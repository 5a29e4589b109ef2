  start();
})();
