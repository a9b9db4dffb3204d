// Command langhost stands in for pulumi-language-nodejs, which has no tagged Go module: it runs Node programs,
// policy packs and plugins for the Pulumi engine over the public LanguageRuntime protocol.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

func main() {
	flag.String("tracing", "", "accepted for the engine's sake; traces are not sent")
	flag.String("runtime", "nodejs", "accepted for the engine's sake; node is the only runtime")
	flag.Parse()

	host := &languageHost{engineAddress: flag.Arg(0)}
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Init: func(server *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(server, host)
			return nil
		},
	})
	exitOn(err)
	// The engine reads the port from the first line of standard output.
	fmt.Println(handle.Port)
	exitOn(<-handle.Done)
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
