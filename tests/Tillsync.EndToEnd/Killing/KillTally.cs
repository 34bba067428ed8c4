namespace Tillsync.EndToEnd.Killing;

/// <summary>How often the program was killed, and where it was at.</summary>
internal sealed record KillTally(
    int BeforeWriting,
    int Writing,
    int AfterWriting,
    int OpenIntents,
    int KillsWithOpenIntents,
    int EndedFirst
)
{
    public static KillTally None { get; } = new(0, 0, 0, 0, 0, 0);

    public int Kills => BeforeWriting + Writing + AfterWriting;

    public KillTally Add(KillPhase phase, int openIntents) =>
        this with
        {
            BeforeWriting = BeforeWriting + (phase == KillPhase.BeforeWriting ? 1 : 0),
            Writing = Writing + (phase == KillPhase.Writing ? 1 : 0),
            AfterWriting = AfterWriting + (phase == KillPhase.AfterWriting ? 1 : 0),
            OpenIntents = OpenIntents + openIntents,
            KillsWithOpenIntents = KillsWithOpenIntents + (openIntents > 0 ? 1 : 0),
        };

    public static KillTally operator +(KillTally left, KillTally right) =>
        new(
            left.BeforeWriting + right.BeforeWriting,
            left.Writing + right.Writing,
            left.AfterWriting + right.AfterWriting,
            left.OpenIntents + right.OpenIntents,
            left.KillsWithOpenIntents + right.KillsWithOpenIntents,
            left.EndedFirst + right.EndedFirst
        );

    public override string ToString() =>
        $"{Kills} kills: {BeforeWriting} before the first write, {Writing} while writing, {AfterWriting} after the last; "
        + $"{OpenIntents} intents left open by {KillsWithOpenIntents} of them ({EndedFirst} runs ended before they were killed)";
}

internal enum KillPhase
{
    BeforeWriting,
    Writing,
    AfterWriting,
}
