using Tillsync.Core.Recording;

namespace Tillsync.Output;

/// <summary>A pause in words.</summary>
internal static class PausePrinter
{
    public static string Describe(Pause pause, TimeProvider time) =>
        $"{(pause.Kind == PauseKind.Paused ? "paused" : "stopped")} by {pause.By} since {Words.Local(pause.At, time)}; `tillsync resume` ends that";
}
