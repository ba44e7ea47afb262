package miacct

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// The parts of batch/v1 that our Jobs use, under the names of its schema: a field that is misspelt or stands elsewhere is an error.
type (
	job struct {
		APIVersion string `yaml:"apiVersion"`
		Kind       string `yaml:"kind"`
		Metadata   struct {
			Name string `yaml:"name"`
		} `yaml:"metadata"`
		Spec struct {
			CompletionMode       string `yaml:"completionMode"`
			Completions          int    `yaml:"completions"`
			Parallelism          int    `yaml:"parallelism"`
			BackoffLimit         *int   `yaml:"backoffLimit"`
			BackoffLimitPerIndex *int   `yaml:"backoffLimitPerIndex"`
			MaxFailedIndexes     *int   `yaml:"maxFailedIndexes"`
			Template             struct {
				Spec pod `yaml:"spec"`
			} `yaml:"template"`
		} `yaml:"spec"`
	}
	pod struct {
		RestartPolicy                string          `yaml:"restartPolicy"`
		AutomountServiceAccountToken *bool           `yaml:"automountServiceAccountToken"`
		SecurityContext              securityContext `yaml:"securityContext"`
		Containers                   []container     `yaml:"containers"`
		Volumes                      []volume        `yaml:"volumes"`
	}
	securityContext struct {
		RunAsNonRoot   bool `yaml:"runAsNonRoot"`
		RunAsUser      int  `yaml:"runAsUser"`
		RunAsGroup     int  `yaml:"runAsGroup"`
		FSGroup        int  `yaml:"fsGroup"`
		SeccompProfile struct {
			Type string `yaml:"type"`
		} `yaml:"seccompProfile"`
		AllowPrivilegeEscalation *bool `yaml:"allowPrivilegeEscalation"`
		Capabilities             struct {
			Drop []string `yaml:"drop"`
		} `yaml:"capabilities"`
	}
	container struct {
		Name    string   `yaml:"name"`
		Image   string   `yaml:"image"`
		Command []string `yaml:"command"`
		Args    []string `yaml:"args"`
		Env     []struct {
			Name      string `yaml:"name"`
			Value     string `yaml:"value"`
			ValueFrom struct {
				SecretKeyRef struct {
					Name string `yaml:"name"`
					Key  string `yaml:"key"`
				} `yaml:"secretKeyRef"`
			} `yaml:"valueFrom"`
		} `yaml:"env"`
		SecurityContext securityContext `yaml:"securityContext"`
		Resources       struct {
			Requests map[string]string `yaml:"requests"`
			Limits   map[string]string `yaml:"limits"`
		} `yaml:"resources"`
		VolumeMounts []struct {
			Name      string `yaml:"name"`
			MountPath string `yaml:"mountPath"`
			ReadOnly  bool   `yaml:"readOnly"`
		} `yaml:"volumeMounts"`
	}
	volume struct {
		Name                  string `yaml:"name"`
		PersistentVolumeClaim *struct {
			ClaimName string `yaml:"claimName"`
		} `yaml:"persistentVolumeClaim"`
		EmptyDir *struct {
			Medium    string `yaml:"medium"`
			SizeLimit string `yaml:"sizeLimit"`
		} `yaml:"emptyDir"`
		Secret *struct {
			SecretName  string `yaml:"secretName"`
			DefaultMode int    `yaml:"defaultMode"`
			Items       []struct {
				Key  string `yaml:"key"`
				Path string `yaml:"path"`
			} `yaml:"items"`
		} `yaml:"secret"`
	}
)

func TestKubernetesJobs(t *testing.T) {
	files, err := filepath.Glob("deploy/kubernetes/*.yaml")
	if err != nil || len(files) < 2 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var j job
		if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&j); err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		spec, p := j.Spec, j.Spec.Template.Spec
		retried := spec.BackoffLimit
		if spec.CompletionMode == "Indexed" {
			retried = spec.BackoffLimitPerIndex
		}
		if j.APIVersion != "batch/v1" || j.Kind != "Job" || p.RestartPolicy != "Never" || retried == nil || *retried != 0 {
			t.Errorf("%s: a pod may be started again: an unknown outcome would be tried twice", file)
		}
		if !p.SecurityContext.RunAsNonRoot || p.AutomountServiceAccountToken == nil || *p.AutomountServiceAccountToken || len(p.Containers) != 1 {
			t.Errorf("%s: it runs as root, with the cluster's token, or several accounts in a pod", file)
			continue
		}
		c := p.Containers[0]
		if c.SecurityContext.AllowPrivilegeEscalation == nil || *c.SecurityContext.AllowPrivilegeEscalation || !slices.Contains(c.SecurityContext.Capabilities.Drop, "ALL") {
			t.Errorf("%s: the container keeps capabilities", file)
		}
		kept := slices.ContainsFunc(p.Volumes, func(v volume) bool { return v.Name == "record" && v.PersistentVolumeClaim != nil })
		for _, m := range c.VolumeMounts {
			if !slices.ContainsFunc(p.Volumes, func(v volume) bool { return v.Name == m.Name }) {
				t.Errorf("%s: there is no volume %s", file, m.Name)
			}
		}
		words := strings.Join(c.Args, " ")
		if !kept || !strings.Contains(words, "web-delete") || !strings.Contains(words, "--notify") || !strings.Contains(words, "--confirm") {
			t.Errorf("%s: the records are on no volume, or nobody is told, or nobody has confirmed: %s", file, words)
		}
		for _, e := range c.Env {
			if strings.HasSuffix(e.Name, "PASSWORD") && (e.Value != "" || e.ValueFrom.SecretKeyRef.Key == "") {
				t.Errorf("%s: the password is not from a secret", file)
			}
		}
		for _, flag := range flagPattern.FindAllString(words, -1) {
			if !isFlag(t, strings.TrimSpace(flag)) {
				t.Errorf("%s: miacct has no flag %s", file, flag)
			}
		}
	}
}

var flagPattern = regexp.MustCompile(`(?:^| )--[a-z-]+`)

// isFlag tells whether web-delete has the flag, from the table of settings.
func isFlag(t *testing.T, flag string) bool {
	t.Helper()
	table, err := os.ReadFile("cmd/miacct/config.go")
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(table, []byte(`{"`+strings.TrimPrefix(flag, "--")+`", `))
}

// TestDockerfile checks the rules of the image, and builds the program by the steps of its first stage,
// in a folder that holds what the stage copies and nothing else.
func TestDockerfile(t *testing.T) {
	data, err := os.ReadFile("Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	var stages [][]string // each instruction as it stands
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "", strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "FROM "):
			stages = append(stages, []string{line})
		default:
			stages[len(stages)-1] = append(stages[len(stages)-1], line)
		}
	}
	if len(stages) != 2 {
		t.Fatalf("%d stages", len(stages))
	}
	last := strings.Join(stages[1], "\n")
	for _, want := range []string{"chromium", "fonts-noto-cjk", "\nUSER 65532", "COPY --from=build", "ENTRYPOINT [", "rm -rf /var/lib/apt/lists"} {
		if !strings.Contains(last, want) {
			t.Errorf("the image lacks %q", want)
		}
	}
	if strings.Contains(last, "golang") || strings.Contains(string(data), "PASSWORD") {
		t.Error("the image has a compiler or a secret")
	}
	ignored, err := os.ReadFile(".dockerignore")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{".env", "miacct-audit", ".git"} {
		if !slices.Contains(strings.Split(string(ignored), "\n"), file) {
			t.Errorf("%s would get into the image", file)
		}
	}
	src, out := t.TempDir(), t.TempDir()
	for _, instruction := range stages[0] {
		verb, rest, _ := strings.Cut(instruction, " ")
		switch verb {
		case "COPY":
			if rest == ". ." {
				rest = "go.mod go.sum browser cmd flow intent internal journal live mockcloud pages qrcode report snapshot trail testdata/site testdata/traces ./"
			}
			words := strings.Fields(rest)
			for _, from := range words[:len(words)-1] {
				copyTo(t, from, filepath.Join(src, from))
			}
		case "RUN":
			cmd := exec.Command("sh", "-ec", strings.ReplaceAll(rest, "/out/", out+"/"))
			cmd.Dir = src
			if b, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", instruction, err, b)
			}
		}
	}
	if b, err := exec.Command(filepath.Join(out, "miacct"), "version").CombinedOutput(); err != nil {
		t.Errorf("miacct version: %v\n%s", err, b)
	}
}

// copyTo copies a file or a folder.
func copyTo(t *testing.T, from, to string) {
	t.Helper()
	info, err := os.Stat(from)
	if err != nil {
		t.Fatal(err)
	}
	if info.IsDir() {
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
		return
	}
	b, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
