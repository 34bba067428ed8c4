using Tillsync.Alerting;

namespace Tillsync.Tests.Alerting;

public sealed class AlertRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromHours(24);
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(15);

    [Fact]
    public void OneOutage_IsOneMessage_HoweverManyRunsItSpoils()
    {
        var memory = AlertMemory.Empty;
        var told = new List<AlertEvent>();
        for (var minute = 0; minute < 600; minute += 5)
        {
            (var events, memory) = Decide(memory, minute, Fails($"time-out number {minute}"));
            told.AddRange(events);
        }

        (var last, memory) = Decide(memory, 600, Well(AlertKind.Failure));

        Assert.Equal(AlertEventState.New, Assert.Single(told).State);
        Assert.Equal(AlertEventState.Recovered, Assert.Single(last).State);
        Assert.Empty(memory.Alerts);
        Assert.Empty(Decide(memory, 700, Well(AlertKind.Failure)).Events);
    }

    [Fact]
    public void WhatGoesOnForLong_IsToldAgain()
    {
        var (_, memory) = Decide(AlertMemory.Empty, 0, Fails("x"));

        Assert.Empty(Decide(memory, 23 * 60, Fails("x")).Events);
        var (events, _) = Decide(memory, 24 * 60, Fails("y"));
        Assert.Equal((AlertEventState.Still, "y", Start), (events[0].State, events[0].Text, events[0].OpenedAt));
    }

    [Fact]
    public void SeveralThings_AreOneMessage()
    {
        var (events, _) = Decide(AlertMemory.Empty, 0, Fails("x"), new Observation(AlertKind.Backlog, "3 orders"), Well(AlertKind.Held));

        Assert.Equal([AlertKind.Failure, AlertKind.Backlog], events.Select(found => found.Kind));
    }

    [Fact]
    public void TooSoonAfterAMessage_ItWaits_AndIsInTheNext()
    {
        var (_, memory) = Decide(AlertMemory.Empty, 0, Fails("x"));
        (var none, memory) = Decide(memory, 5, new Observation(AlertKind.Held, "held"));
        (var nothing, memory) = Decide(memory, 10, Well(AlertKind.Failure));

        var (events, _) = Decide(memory, 15);

        Assert.Empty(none);
        Assert.Empty(nothing);
        Assert.Equal(
            [(AlertKind.Failure, AlertEventState.Recovered), (AlertKind.Held, AlertEventState.New)],
            events.Select(found => (found.Kind, found.State))
        );
    }

    [Fact]
    public void WhatFlaps_HasNeverBeenAway()
    {
        var (_, memory) = Decide(AlertMemory.Empty, 0, Fails("x"));
        (_, memory) = Decide(memory, 5, Well(AlertKind.Failure));
        (_, memory) = Decide(memory, 10, Fails("x"));

        Assert.Empty(Decide(memory, 20, Fails("x")).Events);
    }

    [Fact]
    public void WhatWasNeverTold_EndsWithoutAWord()
    {
        var memory = AlertRules.Note(AlertMemory.Empty, [Fails("x")], Start);

        var (events, after) = Decide(memory, 5, Well(AlertKind.Failure));

        Assert.Empty(events);
        Assert.Empty(after.Alerts);
    }

    [Fact]
    public void WhatNobodyLookedAt_StaysAsItIs()
    {
        var (_, memory) = Decide(AlertMemory.Empty, 0, new Observation(AlertKind.Held, "held"));

        (var events, memory) = Decide(memory, 60, Well(AlertKind.Failure));

        Assert.Empty(events);
        Assert.Equal(AlertKind.Held, Assert.Single(memory.Alerts).Kind);
    }

    [Fact]
    public void AClockThatWasSetBack_SilencesNobody()
    {
        var (_, memory) = Decide(AlertMemory.Empty, 60 * 24 * 30, Fails("x"));

        Assert.Single(Decide(memory, 0, Fails("x"), new Observation(AlertKind.Held, "held")).Events, found => found.Kind == AlertKind.Held);
    }

    private static Observation Fails(string text) => new(AlertKind.Failure, text);

    private static Observation Well(AlertKind kind) => new(kind, null);

    private static (IReadOnlyList<AlertEvent> Events, AlertMemory Memory) Decide(AlertMemory memory, int minute, params Observation[] seen)
    {
        var decision = AlertRules.Decide(memory, seen, Start.AddMinutes(minute), RepeatAfter, Between);
        return (decision.Events, decision.Memory);
    }
}
