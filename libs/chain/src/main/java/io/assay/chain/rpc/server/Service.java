package io.assay.chain.rpc.server;

import io.assay.chain.rpc.RpcJson;
import java.util.concurrent.Executor;

/** What all of a server's connections share. */
record Service(RpcServerSettings settings, RpcJson json, Dispatcher dispatcher, Executor workers) {}
