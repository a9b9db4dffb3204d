package main

import (
	"context"
	"encoding/json"
	"io"
	"os/exec"
	"strconv"

	sdk "github.com/pulumi/pulumi/sdk/v3"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// RunPlugin starts a policy pack or a provider that is written for Node.
func (h *languageHost) RunPlugin(
	request *pulumirpc.RunPluginRequest, stream pulumirpc.LanguageRuntime_RunPluginServer,
) error {
	closer, stdout, stderr, err := rpcutil.MakeRunPluginStreams(stream, false)
	if err != nil {
		return err
	}
	defer closer.Close()
	if request.Kind == "analyzer" {
		return runPolicyPack(stream.Context(), request, stdout, stderr)
	}
	return runProvider(stream.Context(), request, stdout, stderr)
}

func runProvider(ctx context.Context, request *pulumirpc.RunPluginRequest, stdout, stderr io.Writer) error {
	command, err := nodeCommand(ctx, "@pulumi/pulumi/cmd/run-plugin", request, request.Env, stdout, stderr)
	if err != nil {
		return err
	}
	command.Args = append(append(command.Args, request.Info.ProgramDirectory), request.Args...)
	command.Dir = request.Pwd
	return command.Run()
}

// runPolicyPack waits for the stack's configuration before it starts the pack, which reads it from the environment.
func runPolicyPack(ctx context.Context, request *pulumirpc.RunPluginRequest, stdout, stderr io.Writer) error {
	proxy, proxied, err := sdk.NewPolicyProxy(ctx, stdout)
	if err != nil {
		return err
	}
	configuration, err := proxy.AwaitConfiguration(ctx)
	if err != nil {
		return err
	}
	env := request.Env
	if configuration != nil {
		config, err := json.Marshal(configuration.Config)
		if err != nil {
			return err
		}
		env = append(env,
			"PULUMI_NODEJS_ORGANIZATION="+configuration.Organization,
			"PULUMI_NODEJS_PROJECT="+configuration.Project,
			"PULUMI_NODEJS_STACK="+configuration.Stack,
			"PULUMI_NODEJS_DRY_RUN="+strconv.FormatBool(configuration.DryRun),
			"PULUMI_CONFIG="+string(config))
	}
	command, err := nodeCommand(ctx, "@pulumi/pulumi/cmd/run-policy-pack", request, env, proxied, stderr)
	if err != nil {
		return err
	}
	command.Args = append(append(command.Args, request.Args...), request.Info.ProgramDirectory)
	command.Dir = request.Info.ProgramDirectory
	if err := command.Start(); err != nil {
		return err
	}
	return proxy.Attach(ctx, command)
}

func nodeCommand(
	ctx context.Context, module string, request *pulumirpc.RunPluginRequest, env []string, stdout, stderr io.Writer,
) (*exec.Cmd, error) {
	runner, err := resolveModule(module, request.Info.ProgramDirectory)
	if err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, "node", runner)
	command.Env = append(env, typescriptSetting(request.Info))
	command.Stdout, command.Stderr = stdout, stderr
	return command, nil
}
