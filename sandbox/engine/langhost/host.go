package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/pulumi/pulumi/sdk/v3/go/common/version"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// exitToldAlready is how the Node SDK says that the user has seen the error and nothing is to be added.
const exitToldAlready = 32

type languageHost struct {
	pulumirpc.UnimplementedLanguageRuntimeServer
	engineAddress string
}

func (h *languageHost) Handshake(
	_ context.Context, request *pulumirpc.LanguageHandshakeRequest,
) (*pulumirpc.LanguageHandshakeResponse, error) {
	h.engineAddress = request.EngineAddress
	return &pulumirpc.LanguageHandshakeResponse{}, nil
}

func (h *languageHost) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: version.Version}, nil
}

func (h *languageHost) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, nil
}

// GetRequiredPackages names none: the engine then loads each provider when a resource first asks for it.
func (h *languageHost) GetRequiredPackages(
	context.Context, *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	return &pulumirpc.GetRequiredPackagesResponse{}, nil
}

// Run executes a Pulumi program with the SDK that the program itself depends on.
func (h *languageHost) Run(ctx context.Context, request *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	runner, err := resolveModule("@pulumi/pulumi/cmd/run", request.Info.ProgramDirectory)
	if err != nil {
		return nil, err
	}
	config, err := programConfig(request)
	if err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, "node", h.runArguments(runner, request)...)
	command.Env = append(append(os.Environ(), config...), typescriptSetting(request.Info))
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	return runResponse(command.Run()), nil
}

func (h *languageHost) runArguments(runner string, request *pulumirpc.RunRequest) []string {
	arguments := []string{
		runner,
		"--monitor", request.MonitorAddress,
		"--engine", h.engineAddress,
		"--organization", request.Organization,
		"--project", request.Project,
		"--root-directory", request.Info.RootDirectory,
		"--stack", request.Stack,
		"--pwd", request.Info.ProgramDirectory,
		"--parallel", strconv.Itoa(int(request.Parallel)),
	}
	if request.DryRun {
		arguments = append(arguments, "--dry-run")
	}
	return append(append(arguments, request.Info.EntryPoint), request.Args...)
}

// programConfig hands the stack's configuration over as the SDK reads it, keys written namespace:config:name.
func programConfig(request *pulumirpc.RunRequest) ([]string, error) {
	values := make(map[string]string, len(request.Config))
	for key, value := range request.Config {
		namespace, name, found := strings.Cut(key, ":")
		if found && !strings.HasPrefix(name, "config:") {
			key = namespace + ":config:" + name
		}
		values[key] = value
	}
	config, err := json.Marshal(values)
	if err != nil {
		return nil, err
	}
	secrets, err := json.Marshal(request.ConfigSecretKeys)
	if err != nil {
		return nil, err
	}
	return []string{"PULUMI_CONFIG=" + string(config), "PULUMI_CONFIG_SECRET_KEYS=" + string(secrets)}, nil
}

// typescriptSetting turns ts-node on unless the project's runtime options say `typescript: false`.
func typescriptSetting(info *pulumirpc.ProgramInfo) string {
	wanted := true
	if option, ok := info.GetOptions().AsMap()["typescript"].(bool); ok {
		wanted = option
	}
	return "PULUMI_NODEJS_TYPESCRIPT=" + strconv.FormatBool(wanted)
}

func runResponse(err error) *pulumirpc.RunResponse {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return &pulumirpc.RunResponse{}
	case errors.As(err, &exit) && exit.ExitCode() == exitToldAlready:
		return &pulumirpc.RunResponse{Bail: true}
	default:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("the Node program ended early: %v", err)}
	}
}

// resolveModule finds a file of the SDK as Node would from the given folder.
func resolveModule(module, folder string) (string, error) {
	command := exec.Command("node", "-p", fmt.Sprintf("require.resolve(%q)", module))
	command.Dir = folder
	output, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("Cannot find %s from %s: run npm install there", module, folder)
	}
	return strings.TrimSpace(string(output)), nil
}
