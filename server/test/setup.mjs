// Nest is ESM only. Loading it before a CommonJS package requires it spares jest a cycle it cannot resolve.
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
