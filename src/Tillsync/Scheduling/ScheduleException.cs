using Tillsync.Core;

namespace Tillsync.Scheduling;

/// <summary>The machine's scheduler is missing or refused.</summary>
internal sealed class ScheduleException(string subject, string cause, string advice, Exception? inner = null)
    : TillsyncException(subject, cause, advice, inner);
