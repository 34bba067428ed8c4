namespace Tillsync.Adapters.WooCommerce.Errors;

/// <summary>What an answer means and what to do about it, one sentence or two each.</summary>
internal readonly record struct Finding(string Cause, string Advice);
