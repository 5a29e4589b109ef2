(() => {
  'use strict';
