using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Tillsync.Tests.Stock;

/// <summary>
/// Checks a property over generated values. Every run draws the same values, so a failure of the build machine is a failure here; set
/// TILLSYNC_SEED to draw others, or those of a failure somewhere else (the message names the seed).
/// </summary>
internal static class Always
{
    private const ulong DefaultSeed = 20_251_122;

    public static void Holds<T>(Gen<T> values, Func<T, bool> property, int cases = 300)
    {
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("TILLSYNC_SEED"), out var given) ? given : DefaultSeed;
        var replay = new Replay(new Rnd(seed), FSharpOption<int>.None);
        var config = Config
            .QuickThrowOnFailure.WithMaxTest(cases)
            .WithReplay(FSharpOption<Replay>.Some(replay))
            .WithQuietOnSuccess(true)
            .WithName($"seed {seed}");
        Check.One(config, Prop.ForAll(values.ToArbitrary(), property));
    }
}
